package org.guildhall.knowledge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of articles read and indexed without a database, for commands: the same answers that a server gives once it
 * has published the folder.
 */
public final class Library implements Answers, AutoCloseable {

    private final Folder folder;
    private final Embedder embedder;
    private final KnowledgeIndex index;

    private Library(Folder folder, Embedder embedder, KnowledgeIndex index) {
        this.folder = folder;
        this.embedder = embedder;
        this.index = index;
    }

    /**
     * Reads, indexes and calibrates a folder.
     *
     * @param articles the folder of articles
     * @param cache folder in which vectors are kept; made when it is missing
     * @param progress told how far it has come
     * @throws java.io.UncheckedIOException when the folder cannot be listed
     */
    public static Library open(Path articles, Path cache, Progress progress) {
        return open(articles, cache, Set.of(), progress);
    }

    /** The same with stages left out, to see what they are good for. */
    public static Library open(Path articles, Path cache, Set<Stage> without, Progress progress) {
        return open(Folder.read(articles, OperatorsValues.ofProcess()), cache, without, progress);
    }

    /** The same of a folder that has been read. */
    static Library open(Folder folder, Path cache, Set<Stage> without, Progress progress) {
        List<ArticleVersion> versions = new ArrayList<>();
        folder.articles().values().forEach(article -> versions.add(new ArticleVersion(article, 1)));
        Edition edition = new Edition(0, folder.digest(), versions, folder.synonyms());
        Embedder embedder = Embedder.load();
        KnowledgeIndex index = KnowledgeIndex.build(
                edition, embedder, EmbeddingCache.open(cache), Learnt.nothing(edition), without, progress);
        index.learn(Aims.USUAL, progress);
        return new Library(folder, embedder, index);
    }

    KnowledgeIndex index() {
        return index;
    }

    /** Every article that is in order, by id. */
    public List<ArticleVersion> articles() {
        return index.edition().articles();
    }

    /** What keeps files of the folder from being published. */
    public List<Problem> problems() {
        return folder.errors();
    }

    /** The confidence from which on an answer is given. */
    public double answerFrom() {
        return index.learnt().calibration().thresholds().answer();
    }

    /** The confidence from which on it is asked what was meant. */
    public double clarifyFrom() {
        return index.learnt().calibration().thresholds().clarify();
    }

    @Override
    public Finding ask(String question) {
        return index.ask(question);
    }

    @Override
    public boolean pressing(String question) {
        return index.pressing(question);
    }

    @Override
    public Optional<Passage> article(String article) {
        return index.article(article).map(ArticleVersion::shortAnswer);
    }

    @Override
    public List<Passage> passages(String article) {
        return index.article(article).map(ArticleVersion::passages).orElse(List.of());
    }

    @Override
    public Optional<Passage> translation(String article, String language) {
        return index.translation(article, language).map(ArticleVersion::shortAnswer);
    }

    @Override
    public Optional<Explanation> explain(String question) {
        return Optional.of(index.explain(question));
    }

    @Override
    public void close() {
        index.close();
        embedder.close();
    }
}
