package org.guildhall.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.apache.lucene.document.StringField;
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
import org.apache.lucene.search.MatchAllDocsQuery;
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

    /** Nothing left out. */
    static final int NOBODY = -1;

    private static final String ARTICLE = "article";
    private static final int MOST_SCANNED = 2_000;
    private static final int MAX_CLAUSES = 64;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final List<Example> examples;
    /** The places of a role's vectors, when there are few enough to look at all; a graph of these would only cost. */
    private final Map<Example.Role, int[]> scanned;

    private Retrieval(DirectoryReader reader, List<Example> examples, Map<Example.Role, int[]> scanned) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.examples = examples;
        this.scanned = scanned;
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
        document.add(new StringField(ARTICLE, Integer.toString(example.article()), Field.Store.NO));
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

    /**
     * The examples that share words with a question.
     *
     * @param without an article to leave out, or {@link #NOBODY}
     */
    Hits byWords(List<String> stems, Example.Role role, int count, int without) {
        Map<String, Integer> counts = new HashMap<>();
        stems.forEach(stem -> counts.merge(stem, 1, Integer::sum));
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        counts.keySet().stream()
                .limit(MAX_CLAUSES)
                .forEach(stem -> query.add(new TermQuery(new Term(words(role), stem)), BooleanClause.Occur.SHOULD));
        if (without != NOBODY) {
            query.add(new TermQuery(new Term(ARTICLE, Integer.toString(without))), BooleanClause.Occur.MUST_NOT);
        }
        return counts.isEmpty() ? Hits.NONE : search(query.build(), count, false);
    }

    /** The examples closest in meaning; scores are cosines, -1 to 1. */
    Hits byMeaning(float @Nullable [] vector, Example.Role role, int count, int without) {
        if (vector == null) {
            return Hits.NONE;
        }
        int[] few = scanned.getOrDefault(role, new int[0]);
        if (few.length > 0) {
            return scan(few, vector, count, without);
        }
        return search(new KnnFloatVectorQuery(vectors(role), vector, count, others(without)), count, true);
    }

    /** Looks at every vector: for a few it is quicker than Lucene's graph, and exact. */
    private Hits scan(int[] places, float[] vector, int count, int without) {
        // Sorts by score with the place in the lower half, without an object a vector.
        long[] keys = new long[places.length];
        int found = 0;
        for (int place : places) {
            Example example = examples.get(place);
            if (example.article() != without) {
                float cosine = Discriminant.dot(vector, Objects.requireNonNull(example.vector()));
                keys[found++] = ((long) ((1 - cosine) * 1e9) << 32) | place;
            }
        }
        Arrays.sort(keys, 0, found);
        int[] best = new int[Math.min(count, found)];
        float[] cosines = new float[best.length];
        for (int i = 0; i < best.length; i++) {
            best[i] = (int) keys[i];
            cosines[i] = Discriminant.dot(
                    vector, Objects.requireNonNull(examples.get(best[i]).vector()));
        }
        return new Hits(best, cosines);
    }

    private static @Nullable Query others(int without) {
        return without == NOBODY
                ? null
                : new BooleanQuery.Builder()
                        .add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.MUST)
                        .add(new TermQuery(new Term(ARTICLE, Integer.toString(without))), BooleanClause.Occur.MUST_NOT)
                        .build();
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
