package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPathTests {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");
    private static final String LINK = "https://t.me/marlbridge_bot?start=chat-0123456789abcdefghjkmnpq";

    @Test
    void hasThreeCornersByWhichACameraFindsItAndAQuietBorder() {
        QrPath code = QrPath.of(LINK);
        boolean[][] dots = dots(code);
        int side = code.size() - 8;

        assertThat((side - 17) % 4).isZero();
        for (int[] corner : new int[][] {{4, 4}, {4 + side - 7, 4}, {4, 4 + side - 7}}) {
            for (int i = 0; i < 7; i++) {
                assertThat(dots[corner[1]][corner[0] + i]).isTrue();
                assertThat(dots[corner[1] + i][corner[0]]).isTrue();
            }
            assertThat(dots[corner[1] + 1][corner[0] + 1]).isFalse();
            assertThat(dots[corner[1] + 3][corner[0] + 3]).isTrue();
        }
        for (int i = 0; i < code.size(); i++) {
            for (int border = 0; border < 4; border++) {
                assertThat(dots[border][i] || dots[i][border]).isFalse();
            }
        }
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        QrPath code = QrPath.of(LINK);
        boolean[][] dots = dots(code);
        BitMatrix seen = new BitMatrix(code.size() - 8);
        for (int y = 0; y < seen.getHeight(); y++) {
            for (int x = 0; x < seen.getWidth(); x++) {
                if (dots[y + 4][x + 4]) {
                    seen.set(x, y);
                }
            }
        }

        assertThat(new Decoder().decode(seen).getText()).isEqualTo(LINK);
    }

    private static boolean[][] dots(QrPath code) {
        boolean[][] dots = new boolean[code.size()][code.size()];
        assertThat(code.path()).matches("(?:" + RUN.pattern().replace("\\3", "\\d+") + ")+");
        Matcher run = RUN.matcher(code.path());
        while (run.find()) {
            for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
                dots[Integer.parseInt(run.group(2))][Integer.parseInt(run.group(1)) + i] = true;
            }
        }
        return dots;
    }
}
