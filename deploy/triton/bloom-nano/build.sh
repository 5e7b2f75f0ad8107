#!/bin/sh
# Makes the model from nothing: names, vocabulary, training, files, figures. Takes the minutes of training (63) and
# about ten more on two cores. Needs a JDK 17 in JAVA_HOME and a Python 3.11 with requirements.txt in PYTHON.
set -eu
cd "$(dirname "$0")"
data=${1:-build}
python=${PYTHON:-python3}

"${JAVA_HOME:?must name a JDK 17}/bin/java" -Djava.locale.providers=CLDR ExportNames.java "$data"
"$python" make_tokenizer.py "$data"
"$python" train.py "$data" --minutes "${MINUTES:-63}"
"$python" export.py "$data" ../model-repository
"$python" references.py "$data" .
"$python" evaluate.py "$data" README.md
"$python" check_triton_model.py
