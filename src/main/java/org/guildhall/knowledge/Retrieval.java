package org.guildhall.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Words and vectors of all examples in one Lucene index in memory. Derived data: built whole, never changed. Queries are
 * built from words, never parsed from text.
 */
final class Retrieval implements AutoCloseable {

    /** When something is pretended away, so much more is fetched first. */
    private static final int SPARE = 3;

    private static final int MAX_CLAUSES = 64;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final List<Example> examples;
    private final WordWeights weights;
    private final Map<Example.Role, VectorScan> vectors = new EnumMap<>(Example.Role.class);

    private final Map<Example.Role, Map<Integer, List<Integer>>> byArticle = new EnumMap<>(Example.Role.class);

    private Retrieval(DirectoryReader reader, List<Example> examples) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        // No two questions are alike, so looking for kept results only costs.
        searcher.setQueryCache(null);
        this.examples = examples;
        this.weights = new WordWeights(examples);
        for (int place = 0; place < examples.size(); place++) {
            Example example = examples.get(place);
            byArticle
                    .computeIfAbsent(example.role(), ignored -> new HashMap<>())
                    .computeIfAbsent(example.article(), ignored -> new ArrayList<>())
                    .add(place);
        }
        for (Example.Role role : Example.Role.values()) {
            vectors.put(role, VectorScan.of(examples, withVectors(role)));
        }
    }

    private int[] withVectors(Example.Role role) {
        return IntStream.range(0, examples.size())
                .filter(place -> examples.get(place).role() == role
                        && examples.get(place).vector() != null)
                .toArray();
    }

    /** Builds the index; the examples keep their places. */
    static Retrieval of(List<Example> examples) {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        // Merging only neighbours keeps Lucene's numbers equal to the examples' places.
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer())
                .setMergePolicy(new LogDocMergePolicy())
                .setRAMBufferSizeMB(64);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (Example example : examples) {
                writer.addDocument(document(example));
            }
            writer.forceMerge(1);
            writer.commit();
            return new Retrieval(DirectoryReader.open(directory), List.copyOf(examples));
        } catch (IOException e) {
            throw new UncheckedIOException("The index in memory cannot be built", e);
        }
    }

    private static Document document(Example example) {
        Document document = new Document();
        document.add(new TextField(words(example.role()), String.join(" ", example.stems()), Field.Store.NO));
        return document;
    }

    private static String words(Example.Role role) {
        return role.name() + "-words";
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
        return counts.isEmpty() ? Hits.NONE : search(query.build(), count, gone);
    }

    /** The examples of a role closest in meaning. */
    VectorScan.Near near(float[] vector, Example.Role role, int count, Gone gone) {
        return Objects.requireNonNull(vectors.get(role)).near(vector, count, gone);
    }

    /** The cosine of an article's nearest example of a role; 0 when it has none. */
    double nearest(float[] vector, int article, Example.Role role, Gone gone) {
        double nearest = 0;
        for (int place : byArticle.getOrDefault(role, Map.of()).getOrDefault(article, List.of())) {
            Example example = examples.get(place);
            if (example.vector() != null && !gone.example(place, example)) {
                nearest = Math.max(nearest, VectorScan.cosine(vector, example));
            }
        }
        return nearest;
    }

    private Hits search(Query query, int count, Gone gone) {
        Hits hits = search(query, gone == Gone.NOTHING ? count : SPARE * count);
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

    private Hits search(Query query, int count) {
        try {
            // How many there are in all nobody asks, so what cannot be among the first need not be looked at.
            TopDocs found = searcher.search(query, new TopScoreDocCollectorManager(count, count));
            int[] places = new int[found.scoreDocs.length];
            float[] scores = new float[places.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = found.scoreDocs[i].doc;
                scores[i] = found.scoreDocs[i].score;
            }
            return new Hits(places, scores);
        } catch (IOException e) {
            throw new UncheckedIOException("The index in memory cannot be read", e);
        }
    }

    /** Which of some words an article has in any of its texts. */
    Set<String> shared(List<String> stems, int article, Gone gone) {
        Set<String> wanted = new HashSet<>(stems);
        Set<String> shared = new HashSet<>();
        for (Map<Integer, List<Integer>> places : byArticle.values()) {
            for (int place : places.getOrDefault(article, List.of())) {
                if (place != gone.except()) {
                    examples.get(place).stems().stream()
                            .filter(wanted::contains)
                            .forEach(shared::add);
                }
            }
        }
        return shared;
    }

    WordWeights weights() {
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
