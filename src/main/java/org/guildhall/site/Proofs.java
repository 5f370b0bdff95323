package org.guildhall.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Council;
import org.guildhall.platform.Permalinks;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Seal;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signed statements of what was said, and the keys to check them with. */
@Component
final class Proofs {

    private final Seal seal;
    private final Permalinks permalinks;
    private final Council council;
    private final PublicUrl publicUrl;
    private final JsonMapper json;

    Proofs(Seal seal, Permalinks permalinks, Council council, PublicUrl publicUrl, JsonMapper json) {
        this.seal = seal;
        this.permalinks = permalinks;
        this.council = council;
        this.publicUrl = publicUrl;
        this.json = json;
    }

    /** A JSON Web Signature over all that the passport says. */
    String of(Passport passport) {
        String link = permalinks.to(passport.article().id(), passport.version(), passport.given());
        return seal.sign(json.writeValueAsString(passport.statement(council.name(), publicUrl.at(""), link)));
    }

    /** A JSON Web Key Set (RFC 7517). */
    Assets.Asset keys() {
        List<Map<String, String>> keys =
                seal.published().stream().map(Proofs::key).toList();
        return Assets.Asset.of("jwks.json", MediaType.APPLICATION_JSON, json.writeValueAsBytes(Map.of("keys", keys)));
    }

    private static Map<String, String> key(Seal.Published published) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("kty", "OKP");
        key.put("crv", "Ed25519");
        key.put("alg", "EdDSA");
        key.put("use", "sig");
        key.put("kid", published.kid());
        key.put("x", published.x());
        return key;
    }
}
