package org.guildhall.conversation;

import java.awt.geom.AffineTransform;

/**
 * How a camera was held, as EXIF has it (CIPA DC-008, tag 0x0112): which of the eight ways the stored rows must be turned
 * to stand upright. It goes with the rest of EXIF, so it is applied before.
 */
final class Orientation {

    private static final int UPRIGHT = 1;
    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;

    private final int value;

    private Orientation(int value) {
        this.value = value;
    }

    /** What a JPEG says of itself; upright when it says nothing that makes sense. */
    static Orientation of(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff) {
            int marker = jpeg[at + 1] & 0xff;
            int length = number(jpeg, at + 2, 2, false);
            if (marker == START_OF_SCAN || length < 2) {
                break;
            }
            if (marker == APP1 && isExif(jpeg, at + 4)) {
                return new Orientation(tag(jpeg, at + 10, Math.min(jpeg.length, at + 2 + length)));
            }
            at += 2 + length;
        }
        return new Orientation(UPRIGHT);
    }

    /** Whether width and height change places. */
    boolean turnsAside() {
        return value > 4;
    }

    /** From stored to upright, for an image of this stored size. */
    AffineTransform upright(int width, int height) {
        return switch (value) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static boolean isExif(byte[] jpeg, int at) {
        return at + 6 <= jpeg.length
                && jpeg[at] == 'E'
                && jpeg[at + 1] == 'x'
                && jpeg[at + 2] == 'i'
                && jpeg[at + 3] == 'f'
                && jpeg[at + 4] == 0;
    }

    /** The tag in the first directory of a TIFF that begins here. */
    private static int tag(byte[] bytes, int tiff, int end) {
        if (tiff + 8 > end) {
            return UPRIGHT;
        }
        boolean little = bytes[tiff] == 'I';
        long directory = tiff + (number(bytes, tiff + 4, 4, little) & 0xffffffffL);
        if (directory + 2 > end) {
            return UPRIGHT;
        }
        int first = (int) directory;
        int entries = number(bytes, first, 2, little);
        for (int entry = 0; entry < entries; entry++) {
            int at = first + 2 + entry * ENTRY;
            if (at + ENTRY > end) {
                break;
            }
            if (number(bytes, at, 2, little) == TAG) {
                int value = number(bytes, at + 8, 2, little);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static int number(byte[] bytes, int at, int length, boolean little) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | bytes[little ? at + length - 1 - i : at + i] & 0xff;
        }
        return number;
    }
}
