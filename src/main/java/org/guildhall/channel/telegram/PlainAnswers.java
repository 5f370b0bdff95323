package org.guildhall.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Makes every refusal look as documented (https://core.telegram.org/bots/api#making-requests). A proxy in the way
 * answers with a page or with nothing, and telegrambots would forget the HTTP status.
 */
final class PlainAnswers implements Interceptor {

    private static final long LONGEST = 64L * 1024;
    private static final MediaType JSON = MediaType.get("application/json");

    private final ObjectMapper json;

    PlainAnswers(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        ObjectNode answer = answer(response);
        response.close();
        return response.newBuilder()
                .body(ResponseBody.create(json.writeValueAsBytes(answer), JSON))
                .build();
    }

    private ObjectNode answer(Response response) throws IOException {
        ObjectNode answer = json.createObjectNode();
        JsonNode given = parsed(response.peekBody(LONGEST).bytes());
        answer.put("ok", false);
        answer.put("error_code", given.path("error_code").asInt(response.code()));
        answer.put("description", given.path("description").asText("HTTP " + response.code()));
        int retryAfter =
                given.path("parameters").path("retry_after").asInt(seconds(response.header("Retry-After", "")));
        long movedTo = given.path("parameters").path("migrate_to_chat_id").asLong();
        ObjectNode parameters = json.createObjectNode();
        if (retryAfter > 0) {
            parameters.put("retry_after", retryAfter);
        }
        if (movedTo != 0) {
            parameters.put("migrate_to_chat_id", movedTo);
        }
        if (!parameters.isEmpty()) {
            answer.set("parameters", parameters);
        }
        return answer;
    }

    private JsonNode parsed(byte[] body) {
        try {
            JsonNode tree = json.readTree(body);
            return tree == null ? json.missingNode() : tree;
        } catch (IOException notJson) {
            return json.missingNode();
        }
    }

    private static int seconds(@org.jspecify.annotations.Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("[0-9]{1,6}") ? Integer.parseInt(retryAfter) : 0;
    }
}
