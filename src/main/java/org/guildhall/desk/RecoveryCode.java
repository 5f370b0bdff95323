package org.guildhall.desk;

import java.security.SecureRandom;
import java.util.Locale;

/** What somebody writes down for the day on which their app is not at hand: ten letters and digits, about 49 bits. */
final class RecoveryCode {

    /** Without those that look like another. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCode() {}

    /** For instance {@code k4mzq-7hxwp}. */
    static String random() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As it is compared: however somebody typed it. */
    static String bare(String typed) {
        return typed.replaceAll("[\\s\\p{Pd}]", "").toLowerCase(Locale.ROOT);
    }
}
