package org.guildhall.knowledge;

/**
 * Something wrong with a file of the knowledge base, in words for the person who wrote it.
 *
 * @param file path below the knowledge base, with forward slashes
 * @param line counted from 1
 * @param reason what is wrong and what to do about it
 */
public record Problem(String file, int line, String reason) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
