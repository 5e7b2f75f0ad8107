package io.bloomline.planted.result;

import io.bloomline.planted.preparation.KnowsKafka;

/** Two steps must not know each other. */
public record KnowsPreparation(KnowsKafka forth) {}
