from evaluation import urls_bilans, urls_evaluation

app_name = "evaluation"
# Suivi and bilans; COPIL table and evaluation of the CA.
urlpatterns = [*urls_bilans.urlpatterns, *urls_evaluation.urlpatterns]
