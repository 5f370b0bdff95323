package org.guildhall.knowledge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The council's own details, which articles name instead of writing them: <code>{{council.phone}}</code>. They are filled
 * into an article's source before it is read, so that an article's version holds the words citizens were given. A value
 * stays words: nothing in it is Markdown or YAML, and as a link it must be an address.
 */
final class NamedValues {

    /** The file in the folder of articles. */
    static final String FILE = "council.yaml";

    private static final int MAX_LENGTH = 300;
    private static final int MAX_DEPTH = 8;
    private static final String NAME = "[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9][a-z0-9-]*)*";
    private static final Pattern KEY = Pattern.compile(NAME);
    private static final Pattern USE = Pattern.compile("\\{\\{\\s*(" + NAME + ")\\s*}}");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|mailto:|tel:|/)[A-Za-z0-9._~:/?#@!$&+,;=%-]+");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+");
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9]+");
    /** A field or a list's line of the front matter: what comes before its text, and the text. */
    private static final Pattern FIELD = Pattern.compile("(\\s*(?:- +|[a-z-]+: +))(.*?)(\\s+#.*)?");
    /** Marks of Markdown wherever they stand; an underscore inside a word is none. */
    private static final Pattern MARKS =
            Pattern.compile("[\\\\`*\\[\\]<>|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?[A-Za-z0-9]+;)");
    /** Marks at the start of a line only: headings, lists, quotes, rules. */
    private static final Pattern FIRST_MARK = Pattern.compile("^([#+=-])|^([0-9]+)([.)])(?=\\s|$)");

    private final Map<String, String> values;
    private final Map<String, Integer> lines;
    private final Set<String> used = new TreeSet<>();

    private NamedValues(Map<String, String> values, Map<String, Integer> lines) {
        this.values = values;
        this.lines = lines;
    }

    /**
     * Reads the file's text.
     *
     * @param yaml text by key; keys may be nested, {@code council:} above {@code phone:} is {@code council.phone}
     * @param stronger values that win over the file's
     * @param faults collects what is wrong; a value that is no good is not there
     */
    static NamedValues parse(String yaml, Map<String, String> stronger, Faults faults) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        try {
            take(new Yaml(cautious()).compose(new java.io.StringReader(yaml)), "", values, lines, faults);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            faults.error(
                    line + 1,
                    "the YAML cannot be read (" + e.getProblem()
                            + "): put a value with a colon or a quote in it between \"double quotes\"");
        } catch (YAMLException e) {
            faults.error(1, "the YAML cannot be read: remove control characters and check the indentation");
        }
        stronger.forEach((key, value) -> put(key, value, new Place("guildhall." + key, 1), values, faults));
        return new NamedValues(values, lines);
    }

    private static LoaderOptions cautious() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static void take(
            @org.jspecify.annotations.Nullable Node node,
            String above,
            Map<String, String> values,
            Map<String, Integer> lines,
            Faults faults) {
        if (node == null) {
            return;
        }
        int line = node.getStartMark().getLine() + 1;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> {
                String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (KEY.matcher(key).matches()) {
                    take(entry.getValueNode(), above.isEmpty() ? key : above + "." + key, values, lines, faults);
                } else {
                    faults.error(
                            entry.getKeyNode().getStartMark().getLine() + 1,
                            "\"" + key + "\" cannot be a key: use lower case letters, digits and hyphens");
                }
            });
        } else if (above.isEmpty() || !(node instanceof ScalarNode)) {
            faults.error(line, "write \"key: value\" lines; a value is one line of text, not a list");
        } else if (lines.putIfAbsent(above, line) != null) {
            faults.error(line, "\"" + above + "\" is there twice: keep one");
        } else {
            ScalarNode scalar = (ScalarNode) node;
            String value = scalar.isPlain() && scalar.getValue().equals("null") ? "" : scalar.getValue();
            put(above, value.strip(), new Place(above, line), values, faults);
        }
    }

    /** Where a value was written: in the file, or as a property. */
    private record Place(String name, int line) {}

    private static void put(String key, String value, Place from, Map<String, String> values, Faults faults) {
        if (value.isEmpty()) {
            return;
        }
        if (value.length() > MAX_LENGTH) {
            faults.error(
                    from.line(), "\"" + from.name() + "\" is longer than " + MAX_LENGTH + " characters: shorten it");
        } else if (value.contains("{{") || value.contains("}}")) {
            faults.error(
                    from.line(),
                    "\"" + from.name() + "\" has {{ or }} in it, and a value cannot name another: write it out");
        } else if (value.codePoints().anyMatch(NamedValues::unseen)) {
            faults.error(
                    from.line(),
                    "\"" + from.name() + "\" has a line break or a character nobody sees in it: write one line");
        } else {
            values.put(key, value);
        }
    }

    /** Line breaks, control characters and what turns the direction of text. */
    private static boolean unseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * An article's source with the values in it, line by line as it was.
     *
     * @param faults told of each value that is missing or cannot stand where it is named
     */
    String fill(String source, Faults faults) {
        if (!source.contains("{{")) {
            return source;
        }
        StringBuilder filled = new StringBuilder(source.length() + MAX_LENGTH);
        int number = 0;
        boolean matter = false;
        for (String line : source.split("(?<=\n)", -1)) {
            number++;
            boolean fence = line.replace("\uFEFF", "").stripTrailing().equals("---");
            matter = fence ? number == 1 : matter;
            filled.append(line.contains("{{") ? fill(line, number, matter, faults) : line);
        }
        return filled.toString();
    }

    private String fill(String line, int number, boolean matter, Faults faults) {
        String text = line.stripTrailing();
        String ending = line.substring(text.length());
        if (USE.matcher(text).replaceAll("").contains("{{")) {
            faults.error(number, "a {{ that names no value: write it like {{council.phone}}, in lower case");
            return line;
        }
        return (matter ? inFrontMatter(text, number, faults) : inBody(text, number, faults)) + ending;
    }

    private String inFrontMatter(String line, int number, Faults faults) {
        Matcher field = FIELD.matcher(line);
        if (!field.matches()) {
            return replace(line, number, faults, (use, value) -> value);
        }
        String text = field.group(2);
        String written = text.startsWith("\"")
                ? replace(text, number, faults, (use, value) -> inDoubleQuotes(value))
                : text.startsWith("'")
                        ? replace(text, number, faults, (use, value) -> value.replace("'", "''"))
                        : '"' + inDoubleQuotes(replace(text, number, faults, (use, value) -> value)) + '"';
        return field.group(1) + written;
    }

    private static String inDoubleQuotes(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private String inBody(String line, int number, Faults faults) {
        return replace(line, number, faults, (use, value) -> {
            String before = line.substring(0, use.start());
            int link = before.lastIndexOf("](");
            boolean inLink = link >= 0 && before.indexOf(')', link) < 0;
            if (inLink) {
                return inLink(before.substring(link + 2), use.group(1), value, number, faults);
            }
            return ADDRESS.matcher(value).matches() ? value : escaped(value, before);
        });
    }

    private static String inLink(String before, String key, String value, int number, Faults faults) {
        String dialled = value.replaceAll("[ ()-]", "");
        if (before.equals("tel:") && DIALLED.matcher(dialled).matches()) {
            return dialled;
        }
        if (before.equals("mailto:") && EMAIL.matcher(value).matches()
                || before.isEmpty() && ADDRESS.matcher(value).matches()) {
            return value;
        }
        faults.error(
                number,
                "the value of {{" + key + "}} in " + FILE + " is no address and cannot be linked to: write one that"
                        + " begins with https:// and has no spaces or brackets");
        return value;
    }

    private static String escaped(String value, String before) {
        String words = MARKS.matcher(value).replaceAll("\\\\$0");
        return before.isBlank() || before.matches("[\\s>]*(?:[-+*]|[0-9]+[.)])?\\s*")
                ? FIRST_MARK
                        .matcher(words)
                        .replaceFirst(mark -> Matcher.quoteReplacement(
                                mark.group(1) != null ? "\\" + mark.group(1) : mark.group(2) + "\\" + mark.group(3)))
                : words;
    }

    /** How a value is written where it stands. */
    private interface Writing {
        String of(MatchResult use, String value);
    }

    private String replace(String text, int number, Faults faults, Writing writing) {
        return USE.matcher(text).replaceAll(use -> {
            String key = use.group(1);
            used.add(key);
            String value = values.get(key);
            if (value == null) {
                faults.error(
                        number,
                        Problem.Kind.VALUE,
                        "{{" + key + "}} has no value: give \"" + key + "\" one in " + FILE);
                return Matcher.quoteReplacement(use.group());
            }
            return Matcher.quoteReplacement(writing.of(use, value));
        });
    }

    /** Warns of values that no article has named so far. */
    void reportUnused(Faults faults) {
        lines.forEach((key, line) -> {
            if (!used.contains(key)) {
                faults.warning(
                        line, Problem.Kind.VALUE, "no article uses \"" + key + "\": remove it, or check its spelling");
            }
        });
    }
}
