package org.guildhall.knowledge;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the links of an article are whole and lead somewhere, as far as that can be told without a network.
 *
 * @param pages the paths of our own that exist
 */
record Links(Set<String> pages) {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]*)([^)]*)(\\)?)");
    private static final Pattern ADDRESS = Pattern.compile(
            "(https?://[^\\s/]+\\.[^\\s]+|https?://localhost.*|mailto:.+@.+|tel:[+0-9-]+|/[^\\s]*|#.*)");
    private static final String HELP = "/help/";
    private static final Set<String> OTHER_PAGES = Set.of("/", "/chat", "/accessibility");

    /** Knows the help pages of a folder's articles, under former names too. */
    static Links of(Folder folder) {
        Set<String> pages = new HashSet<>(OTHER_PAGES);
        // An article that has an error keeps the page of its last good version.
        folder.files().keySet().forEach(id -> pages.add(HELP + id));
        folder.articles().forEach((id, article) -> {
            if (article.kind() == Passage.Kind.SMALLTALK) {
                pages.remove(HELP + id);
            }
            article.formerly().forEach(former -> pages.add(HELP + former));
        });
        return new Links(pages);
    }

    void check(Article article, Faults faults) {
        int line = 0;
        for (String text : article.source().lines().toList()) {
            line++;
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                String address = link.group(1);
                boolean whole =
                        link.group(3).equals(")") && ADDRESS.matcher(address).matches();
                if (!whole) {
                    faults.warning(
                            line,
                            Problem.Kind.LINK,
                            "the link to \"" + address + "\" is broken: write [words](https://…)");
                } else if (address.startsWith("/") && !pages.contains(path(address))) {
                    faults.warning(
                            line,
                            Problem.Kind.LINK,
                            "the link to \"" + address + "\" leads nowhere: write /help/ and the name of an article,"
                                    + " or a whole address");
                }
            }
        }
    }

    private static String path(String address) {
        return address.replaceFirst("[?#].*", "");
    }
}
