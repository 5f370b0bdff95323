package org.guildhall.channel;

import java.nio.charset.StandardCharsets;

/** What a messenger counts when it says how long a text may be. */
public enum Measure {
    /** UTF-16 code units, as Java and JavaScript count. */
    UTF16 {
        @Override
        public int of(String text) {
            return text.length();
        }
    },
    /** Unicode code points. */
    CODE_POINTS {
        @Override
        public int of(String text) {
            return text.codePointCount(0, text.length());
        }
    },
    /** Bytes in UTF-8. */
    UTF8 {
        @Override
        public int of(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    };

    /** How long this text is. */
    public abstract int of(String text);
}
