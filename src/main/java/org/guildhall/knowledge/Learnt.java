package org.guildhall.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything learnt from one edition's own questions that is not an index; kept with the publication, so that a restart
 * does not learn again.
 *
 * @param classifier which article a vector belongs to
 * @param calibration how far to trust what is found
 */
record Learnt(Softmax classifier, Calibration calibration) {

    /** What is known before anything has been learnt. */
    static Learnt nothing(Edition edition) {
        return new Learnt(Softmax.ignorant(edition.articles().size()), Calibration.USUAL);
    }

    /** What holds for another edition too, until that has been learnt from. */
    Learnt lentTo(Edition other, Edition own) {
        Map<String, Integer> places = new HashMap<>();
        List<ArticleVersion> articles = own.articles();
        for (int place = 0; place < articles.size(); place++) {
            places.put(articles.get(place).article().id(), place);
        }
        int[] from = other.articles().stream()
                .mapToInt(version -> places.getOrDefault(version.article().id(), -1))
                .toArray();
        return new Learnt(classifier.rearranged(from), calibration);
    }
}
