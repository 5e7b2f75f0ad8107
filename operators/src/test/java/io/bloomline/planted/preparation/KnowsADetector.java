package io.bloomline.planted.preparation;

import opennlp.tools.langdetect.LanguageDetector;

/** Breaks the rule that only detection knows OpenNLP. */
record KnowsADetector(LanguageDetector detector) {}
