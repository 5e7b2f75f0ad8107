package io.bloomline.planted.document;

import io.bloomline.planted.batching.KnowsFlink;

/** What all steps share must not know one of them. */
record KnowsAStep(KnowsFlink step) {}
