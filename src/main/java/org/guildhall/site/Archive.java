package org.guildhall.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guildhall.knowledge.Versions;
import org.guildhall.platform.Permalinks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the council has said at any time, found again by permanent link. Plain blocking Java: call it off the event loop. */
@Component
final class Archive {

    private final Versions versions;
    private final Permalinks permalinks;
    private final Library library;
    private volatile @Nullable Names names;

    Archive(Versions versions, Permalinks permalinks, Library library) {
        this.versions = versions;
        this.permalinks = permalinks;
        this.library = library;
    }

    /** Every version that was published up to a publication, by what a link has of its name. */
    private record Names(long publication, Map<Integer, List<Versions.Name>> byCode) {}

    /**
     * What a link's letters stand for.
     *
     * @return empty when we never made this link, as far as anybody can tell
     */
    Optional<Passport> find(Permalinks.Code code) {
        return names().byCode().getOrDefault(code.name(), List.of()).stream()
                .filter(name -> permalinks.ours(code, name.article(), name.version()))
                .flatMap(name -> versions.find(name.article(), name.version()).stream())
                .findFirst()
                .map(kept -> new Passport(kept, code.at()));
    }

    /** The live version of the same article; empty when it is no longer published. */
    Optional<Versions.Kept> now(Versions.Kept kept) {
        Catalogue catalogue = library.now();
        return catalogue
                .find(kept.version().article().id())
                .map(version -> new Versions.Kept(
                        version, catalogue.dates(version.article().id()).latest()));
    }

    /** Versions are only ever added, with a new publication. */
    private Names names() {
        long publication = library.publication();
        Names known = names;
        if (known == null || known.publication() != publication) {
            known = new Names(
                    publication,
                    versions.names().stream()
                            .collect(Collectors.groupingBy(name -> Permalinks.name(name.article(), name.version()))));
            names = known;
        }
        return known;
    }
}
