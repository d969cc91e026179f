"""The texts people read on the public pages and in the help, apart from the pages that show them."""
