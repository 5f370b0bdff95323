package org.guildhall.knowledge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The YAML at the top of an article, read as a tree of nodes: nothing is ever constructed from it, and every node knows
 * its line.
 */
final class FrontMatter {

    private static final Set<String> KNOWN = Set.of(
            "title", "questions", "team", "owner", "review-by", "language", "translation-of", "kind", "formerly");
    private static final int MAX_QUESTIONS = 500;
    private static final int MAX_TEXT = 500;

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Faults faults;
    private final int firstLine;

    private FrontMatter(Faults faults, int firstLine) {
        this.faults = faults;
        this.firstLine = firstLine;
    }

    /**
     * Reads the lines between the two {@code ---}.
     *
     * @param firstLine the line of the file on which the YAML starts, from 1
     */
    static FrontMatter read(String yaml, int firstLine, Faults faults) {
        FrontMatter matter = new FrontMatter(faults, firstLine);
        try {
            Node root = new Yaml(cautious()).compose(new java.io.StringReader(yaml));
            matter.take(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            faults.error(
                    firstLine + line,
                    "the YAML cannot be read (" + e.getProblem()
                            + "): put text with a colon or a quote in it between \"double quotes\"");
        } catch (YAMLException e) {
            faults.error(firstLine, "the YAML cannot be read: remove control characters and check the indentation");
        }
        return matter;
    }

    private static LoaderOptions cautious() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(10);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private void take(@Nullable Node root) {
        if (!(root instanceof MappingNode mapping)) {
            faults.error(firstLine, "nothing between the two --- lines: write at least \"title: …\"");
            return;
        }
        mapping.getValue().forEach(entry -> {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            int line = line(entry.getKeyNode());
            if (!KNOWN.contains(key)) {
                faults.warning(line, "\"" + key + "\" is not a known field and does nothing: check its spelling");
            }
            if (values.put(key, entry.getValueNode()) != null) {
                faults.error(line, "\"" + key + "\" is there twice: keep one");
            }
        });
    }

    /** A required line of text. */
    String text(String key) {
        String value = optionalText(key);
        if (value == null) {
            faults.error(firstLine, "\"" + key + "\" is missing or empty: add \"" + key + ": …\"");
            return "";
        }
        return value;
    }

    /** A line of text, or null when it is missing or empty. */
    @Nullable String optionalText(String key) {
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            faults.error(line(node), "\"" + key + "\" must be one line of text, not a list");
            return null;
        }
        return shortened(key, scalar);
    }

    private @Nullable String shortened(String key, ScalarNode scalar) {
        String value = scalar.getValue().strip();
        if (value.length() > MAX_TEXT) {
            faults.error(line(scalar), "\"" + key + "\" is longer than " + MAX_TEXT + " characters: shorten it");
            return null;
        }
        return value.isEmpty() || scalar.isPlain() && value.equals("null") ? null : value;
    }

    /** A list of lines; empty when it is missing. */
    List<String> list(String key) {
        Node node = values.get(key);
        if (node == null
                || node instanceof ScalarNode scalar && scalar.getValue().isBlank()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            faults.error(line(node), "\"" + key + "\" must be a list: start each line with \"  - \"");
            return List.of();
        }
        if (sequence.getValue().size() > MAX_QUESTIONS) {
            faults.error(line(node), "\"" + key + "\" has more than " + MAX_QUESTIONS + " lines: split the article");
            return List.of();
        }
        return items(key, sequence);
    }

    private List<String> items(String key, SequenceNode sequence) {
        List<String> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String text = item instanceof ScalarNode scalar ? shortened(key, scalar) : null;
            if (text == null) {
                faults.error(
                        line(item),
                        "a line of \"" + key
                                + "\" is empty or not plain text: a colon in it needs \"double quotes\" around the line");
            } else {
                items.add(text);
            }
        }
        return items;
    }

    /** A day such as 2027-03-31, or null when it is missing. */
    @Nullable LocalDate date(String key) {
        String value = optionalText(key);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            faults.error(lineOf(key), "\"" + key + "\" must be a day written like 2027-03-31");
            return null;
        }
    }

    /** The line a field's value is on, from 1; the first line when it is missing. */
    int lineOf(String key) {
        Node node = values.get(key);
        return node == null ? firstLine : line(node);
    }

    private int line(Node node) {
        return firstLine + node.getStartMark().getLine();
    }
}
