from evaluation import urls_bilans, urls_evaluation, urls_questionnaire

app_name = "evaluation"
# Suivi and bilans; COPIL table and evaluation of the CA; questionnaire of the actors.
urlpatterns = [*urls_bilans.urlpatterns, *urls_evaluation.urlpatterns, *urls_questionnaire.urlpatterns]
