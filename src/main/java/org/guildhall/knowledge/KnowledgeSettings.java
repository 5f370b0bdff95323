package org.guildhall.knowledge;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the articles come from and what is wanted of answers.
 *
 * @param knowledgeBase folder of articles, published when it changes
 * @param data embedded database and caches; vectors are kept below it
 * @param assistant what the council wants of answers
 */
@ConfigurationProperties("guildhall")
record KnowledgeSettings(
        @DefaultValue("./knowledge-base") Path knowledgeBase,
        @DefaultValue("./data") Path data,
        @DefaultValue Assistant assistant) {

    /**
     * What the council wants of answers.
     *
     * @param precision share of given answers that must be right, between 0 and 1
     * @param outOfScopeShare share of questions expected to have no answer, between 0 and 1
     */
    record Assistant(
            @DefaultValue("0.95") double precision,
            @DefaultValue("0.2") double outOfScopeShare) {}

    Aims aims() {
        return new Aims(assistant.precision(), assistant.outOfScopeShare());
    }

    Path embeddings() {
        return data.resolve("embeddings");
    }
}
