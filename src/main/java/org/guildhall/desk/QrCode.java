package org.guildhall.desk;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A picture that a telephone reads, as a page draws it: one SVG path of squares of one unit.
 *
 * @param size how many units it is wide and high, with its white edge
 * @param path the dark squares
 */
record QrCode(int size, String path) {

    /** Readers need four units of white around it: ISO/IEC 18004. */
    private static final int EDGE = 4;

    /**
     * The picture of some text.
     *
     * @throws IllegalArgumentException when it is too long for one
     */
    static QrCode of(String text) {
        BitMatrix squares = squares(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < squares.getHeight(); y++) {
            for (int x = 0; x < squares.getWidth(); x++) {
                if (squares.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new QrCode(squares.getWidth(), path.toString());
    }

    static BitMatrix squares(String text) {
        try {
            // The smallest size there is gives one unit a square.
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    EDGE));
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a picture", e);
        }
    }
}
