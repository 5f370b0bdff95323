package org.guildhall.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Words and vectors of all examples in one Lucene index in memory. Derived data: built whole, never changed. Queries are
 * built from words, never parsed from text.
 */
final class Retrieval implements AutoCloseable {

    /** Sections and sentences say less about what people ask than questions do. */
    private static final float STANDING_IN = 0.1f;

    /** Looking at so many vectors takes a millisecond, building a graph of them seconds. */
    private static final int MOST_SCANNED = 20_000;

    /** When something is pretended away, so much more is fetched first. */
    private static final int SPARE = 3;

    private static final int MAX_CLAUSES = 64;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final List<Example> examples;
    /** The places of a role's vectors, when there are few enough to look at all; a graph of these would only cost. */
    private final Map<Example.Role, int[]> scanned;

    private final Map<Example.Role, Map<Integer, List<Integer>>> byArticle = new EnumMap<>(Example.Role.class);

    private Retrieval(DirectoryReader reader, List<Example> examples, Map<Example.Role, int[]> scanned) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.examples = examples;
        this.scanned = scanned;
        for (int place = 0; place < examples.size(); place++) {
            Example example = examples.get(place);
            byArticle
                    .computeIfAbsent(example.role(), ignored -> new HashMap<>())
                    .computeIfAbsent(example.article(), ignored -> new ArrayList<>())
                    .add(place);
        }
    }

    private static Map<Example.Role, int[]> scanned(List<Example> examples) {
        Map<Example.Role, int[]> scanned = new EnumMap<>(Example.Role.class);
        for (Example.Role role : Example.Role.values()) {
            int[] places = IntStream.range(0, examples.size())
                    .filter(place -> examples.get(place).role() == role
                            && examples.get(place).vector() != null)
                    .toArray();
            if (places.length <= MOST_SCANNED) {
                scanned.put(role, places);
            }
        }
        return scanned;
    }

    /** Builds the index; the examples keep their places. */
    static Retrieval of(List<Example> examples) {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        // Merging only neighbours keeps Lucene's numbers equal to the examples' places.
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer())
                .setMergePolicy(new LogDocMergePolicy())
                .setRAMBufferSizeMB(64);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            Map<Example.Role, int[]> scanned = scanned(examples);
            for (Example example : examples) {
                writer.addDocument(document(example, !scanned.containsKey(example.role())));
            }
            writer.forceMerge(1);
            writer.commit();
            return new Retrieval(DirectoryReader.open(directory), List.copyOf(examples), scanned);
        } catch (IOException e) {
            throw new UncheckedIOException("The index in memory cannot be built", e);
        }
    }

    private static Document document(Example example, boolean graph) {
        Document document = new Document();
        document.add(new TextField(words(example.role()), String.join(" ", example.stems()), Field.Store.NO));
        if (graph && example.vector() != null) {
            document.add(new KnnFloatVectorField(
                    vectors(example.role()), example.vector(), VectorSimilarityFunction.DOT_PRODUCT));
        }
        return document;
    }

    private static String words(Example.Role role) {
        return role.name() + "-words";
    }

    private static String vectors(Example.Role role) {
        return role.name() + "-vector";
    }

    Example example(int place) {
        return examples.get(place);
    }

    List<Example> examples() {
        return examples;
    }

    /** The examples that share words with a question, best first; scores are BM25's. */
    Hits byWords(List<String> stems, Example.Role role, int count, Gone gone) {
        Map<String, Integer> counts = new HashMap<>();
        stems.forEach(stem -> counts.merge(stem, 1, Integer::sum));
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        counts.keySet().stream()
                .limit(MAX_CLAUSES)
                .forEach(stem -> query.add(new TermQuery(new Term(words(role), stem)), BooleanClause.Occur.SHOULD));
        return counts.isEmpty() ? Hits.NONE : search(query.build(), count, false, gone);
    }

    /** The examples closest in meaning, best first; scores are cosines, -1 to 1. */
    Hits byMeaning(float @Nullable [] vector, Example.Role role, int count, Gone gone) {
        return byMeaning(vector, role, count, gone, new float[0]);
    }

    /**
     * The same.
     *
     * @param nearest filled with the cosine of each article's nearest example, if it is long enough and {@link #looksAtAll}
     */
    Hits byMeaning(float @Nullable [] vector, Example.Role role, int count, Gone gone, float[] nearest) {
        if (vector == null) {
            return Hits.NONE;
        }
        int[] few = scanned.get(role);
        return few == null
                ? search(new KnnFloatVectorQuery(vectors(role), vector, count), count, true, gone)
                : scan(few, vector, count, gone, nearest);
    }

    /** Whether every vector of a role is looked at, as there are not too many. */
    boolean looksAtAll(Example.Role role) {
        return scanned.containsKey(role);
    }

    /** The examples of several roles closest in meaning, best first. */
    Hits byMeaning(float[] vector, List<Example.Role> roles, int count, Gone gone) {
        Hits all = Hits.NONE;
        for (Example.Role role : roles) {
            all = all.and(byMeaning(vector, role, count, gone), count);
        }
        return all;
    }

    /** Looks at every vector: for some thousands it is as quick as Lucene's graph, and exact. */
    private Hits scan(int[] places, float[] vector, int count, Gone gone, float[] nearest) {
        int[] best = new int[count];
        float[] cosines = new float[count];
        int found = 0;
        for (int place : places) {
            Example example = examples.get(place);
            float cosine = cosine(vector, example);
            int article = example.article();
            if (article >= 0
                    && article < nearest.length
                    && cosine > nearest[article]
                    && !gone.example(place, example)) {
                nearest[article] = cosine;
            }
            if ((found < count || cosine > cosines[found - 1]) && !gone.example(place, example)) {
                int at = Math.min(found, count - 1);
                for (; at > 0 && cosines[at - 1] < cosine; at--) {
                    cosines[at] = cosines[at - 1];
                    best[at] = best[at - 1];
                }
                cosines[at] = cosine;
                best[at] = place;
                found = Math.min(count, found + 1);
            }
        }
        return new Hits(Arrays.copyOf(best, found), Arrays.copyOf(cosines, found));
    }

    /** The cosine of an article's nearest example of a role; 0 when it has none. */
    double nearest(float @Nullable [] vector, int article, Example.Role role, Gone gone) {
        double nearest = 0;
        if (vector != null) {
            for (int place : byArticle.getOrDefault(role, Map.of()).getOrDefault(article, List.of())) {
                Example example = examples.get(place);
                if (example.vector() != null && !gone.example(place, example)) {
                    nearest = Math.max(nearest, cosine(vector, example));
                }
            }
        }
        return nearest;
    }

    private static float cosine(float[] vector, Example example) {
        float cosine = Softmax.dot(vector, Objects.requireNonNull(example.vector()));
        return example.standsIn() ? cosine - STANDING_IN : cosine;
    }

    private Hits search(Query query, int count, boolean cosine, Gone gone) {
        Hits hits = search(query, gone == Gone.NOTHING ? count : SPARE * count, cosine);
        int[] kept = IntStream.range(0, hits.size())
                .filter(i -> !gone.example(hits.examples()[i], examples.get(hits.examples()[i])))
                .limit(count)
                .toArray();
        if (kept.length == hits.size()) {
            return hits;
        }
        int[] places = new int[kept.length];
        float[] scores = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            places[i] = hits.examples()[kept[i]];
            scores[i] = hits.scores()[kept[i]];
        }
        return new Hits(places, scores);
    }

    private Hits search(Query query, int count, boolean cosine) {
        try {
            TopDocs found = searcher.search(query, count);
            int[] places = new int[found.scoreDocs.length];
            float[] scores = new float[places.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = found.scoreDocs[i].doc;
                // Lucene gives (1 + cosine) / 2 for vectors of length 1.
                scores[i] = cosine ? 2 * found.scoreDocs[i].score - 1 : found.scoreDocs[i].score;
            }
            return new Hits(places, scores);
        } catch (IOException e) {
            throw new UncheckedIOException("The index in memory cannot be read", e);
        }
    }

    /** Each word's weight: the rarer among the answers' examples, the heavier. */
    Map<String, Double> weights() {
        Map<String, Integer> documents = new HashMap<>();
        for (Example example : examples) {
            if (example.role() == Example.Role.ASKED || example.role() == Example.Role.BODY) {
                Set.copyOf(example.stems()).forEach(stem -> documents.merge(stem, 1, Integer::sum));
            }
        }
        Map<String, Double> weights = new HashMap<>();
        documents.forEach((stem, count) -> weights.put(stem, Math.log(1 + (double) examples.size() / count)));
        return weights;
    }

    boolean tryAcquire() {
        return reader.tryIncRef();
    }

    void release() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException("The index in memory cannot be closed", e);
        }
    }

    @Override
    public void close() {
        release();
    }
}
