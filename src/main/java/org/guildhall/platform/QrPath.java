package org.guildhall.platform;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the outline of an SVG path, so that a page draws it without a picture.
 *
 * @param size of its sides, in dots, with the quiet border that a camera needs
 * @param path the dark dots, for the {@code d} of a path
 */
public record QrPath(int size, String path) {

    /** ISO/IEC 18004, 9.1. */
    private static final int BORDER = 4;

    /**
     * The picture of some words.
     *
     * @throws io.nayuki.qrcodegen.DataTooLongException when there are too many for one
     */
    public static QrPath of(String words) {
        QrCode code = QrCode.encodeText(words, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int x = 0;
            while (x < code.size) {
                int from = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + BORDER).append(' ').append(y + BORDER);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
                x++;
            }
        }
        return new QrPath(code.size + 2 * BORDER, path.toString());
    }
}
