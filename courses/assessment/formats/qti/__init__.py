"""QTI, the format of 1EdTech (IMS) for questions: items of version 3.0 in and out, of 2.0 to 2.2 in.

Items are read with the names of version 2 (choiceInteraction); version 3 writes the same names otherwise
(qti-choice-interaction). Source: QTI ASI information model 3.0 and 2.1, imsglobal.org/spec/qti.
"""
