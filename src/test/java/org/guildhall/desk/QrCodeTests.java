package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTests {

    private static final String TEXT =
            "otpauth://totp/Marlbridge%20Council:anna.b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Marlbridge%20Council";
    private static final int EDGE = 4;

    @Test
    void isReadBackFromItsOwnDrawing() throws Exception {
        QrCode code = QrCode.of(TEXT);

        int size = code.size() - 2 * EDGE;
        BitMatrix drawn = new BitMatrix(size);
        for (MatchResult square :
                Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(code.path()).results().toList()) {
            drawn.set(Integer.parseInt(square.group(1)) - EDGE, Integer.parseInt(square.group(2)) - EDGE);
        }

        assertThat(new Decoder().decode(drawn).getText()).isEqualTo(TEXT);
    }
}
