package org.guildhall.channel;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a text message can hold, and what it costs. It travels in segments, and each is paid for: 160 signs of the GSM
 * 7-bit alphabet (153 when there are several), but only 70 (67) as soon as one sign is not in it
 * (https://www.3gpp.org/dynareport/23038.htm, https://www.3gpp.org/dynareport/23040.htm).
 */
public final class TextMessage {

    /** The basic set; each takes one place. Without the escape, which is no sign of its own. */
    private static final String BASIC =
            "@\u00A3$\u00A5\u00E8\u00E9\u00F9\u00EC\u00F2\u00C7\n\u00D8\u00F8\r\u00C5\u00E5\u0394_\u03A6\u0393\u039B\u03A9\u03A0\u03A8\u03A3\u0398\u039E"
                    + "\u00C6\u00E6\u00DF\u00C9 !\"#\u00A4%&'()*+,-./0123456789:;<=>?"
                    + "\u00A1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00C4\u00D6\u00D1\u00DC\u00A7\u00BFabcdefghijklmnopqrstuvwxyz\u00E4\u00F6\u00F1\u00FC\u00E0";
    /** The extension; each takes two places. */
    private static final String EXTENDED = "^{}\\[~]|\u20AC\f";

    private static final int GSM_ALONE = 160;
    private static final int GSM_EACH = 153;
    /** In UTF-16 units. */
    private static final int UNICODE_ALONE = 70;

    private static final int UNICODE_EACH = 67;

    private static final Map<Integer, String> PLAINER = plainer();

    private TextMessage() {}

    /** Whether every sign is in the GSM 7-bit alphabet. */
    public static boolean inGsm(String text) {
        return text.codePoints().allMatch(point -> places(point) > 0);
    }

    /** How many segments it is paid as; 0 for an empty text. */
    public static int segments(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return inGsm(text)
                ? segments(text.codePoints().map(TextMessage::places).toArray(), GSM_ALONE, GSM_EACH)
                : segments(text.codePoints().map(Character::charCount).toArray(), UNICODE_ALONE, UNICODE_EACH);
    }

    /** A sign of two places is not cut in two, so a segment may end with a place left empty. */
    private static int segments(int[] places, int alone, int each) {
        if (Arrays.stream(places).sum() <= alone) {
            return 1;
        }
        int segments = 1;
        int taken = 0;
        for (int wanted : places) {
            if (taken + wanted > each) {
                segments++;
                taken = 0;
            }
            taken += wanted;
        }
        return segments;
    }

    private static int places(int point) {
        return BASIC.indexOf(point) >= 0 ? 1 : EXTENDED.indexOf(point) >= 0 ? 2 : 0;
    }

    /**
     * The same words with plainer signs where a typographer's would make the message twice as dear: curly quotes, long
     * dashes, dots, bullets and unusual spaces. Letters stay as they are, in Welsh as in any language.
     */
    public static String plainer(String text) {
        // Twice, because composing may bring what has a plainer sign, and a plainer sign may be composed with its
        // accent.
        return mapped(Normalizer.normalize(mapped(text), Normalizer.Form.NFC));
    }

    private static String mapped(String text) {
        return text.codePoints()
                .mapToObj(point -> PLAINER.getOrDefault(point, Character.toString(point)))
                .collect(Collectors.joining());
    }

    /** The same for runs, of which those disappear that have nothing left. */
    public static List<Run> plainer(List<Run> runs) {
        return runs.stream()
                .map(run -> new Run(plainer(run.text()), run.marks()))
                .filter(run -> !run.text().isEmpty())
                .toList();
    }

    private static Map<Integer, String> plainer() {
        Map<Integer, String> plainer = new HashMap<>();
        put(plainer, "'", 0x60, 0xB4, 0x2018, 0x2019, 0x201A, 0x201B, 0x2032);
        put(plainer, "\"", 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033);
        put(plainer, "-", 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2022, 0x2043, 0xB7);
        put(plainer, "...", 0x2026);
        put(plainer, "x", 0xD7);
        put(plainer, "->", 0x2192);
        put(plainer, "1/4", 0xBC);
        put(plainer, "1/2", 0xBD);
        put(plainer, "3/4", 0xBE);
        put(
                plainer, " ", '\t', 0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008,
                0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F);
        // What shows nothing; joiners stay, as other scripts and emoji need them.
        put(plainer, "", 0xAD, 0x180E, 0x200B, 0x2060, 0xFEFF);
        return Map.copyOf(plainer);
    }

    private static void put(Map<Integer, String> plainer, String sign, int... points) {
        for (int point : points) {
            plainer.put(point, sign);
        }
    }
}
