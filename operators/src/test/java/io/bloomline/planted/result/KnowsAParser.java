package io.bloomline.planted.result;

import org.jsoup.nodes.Document;

/** Markup is read in one place only. */
public record KnowsAParser(Document page) {}
