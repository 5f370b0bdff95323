package org.guildhall.channel.telegram;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.objects.ApiResponse;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/**
 * Bot API methods whose answers we read ourselves. telegrambots binds the whole answer to its classes: one field it
 * does not expect would turn a message that was sent into one that seems lost, and would stop polling for good.
 */
final class BotMethods {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BotMethods() {}

    /**
     * One update as it came.
     *
     * @param id its {@code update_id}, or -1 when it has none, which Telegram never sends
     */
    record Fetched(long id, String body) implements Serializable {}

    /** {@code getUpdates}, each update as it came. https://core.telegram.org/bots/api#getupdates */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    static final class Fetch extends BotApiMethod<ArrayList<Fetched>> {
        @JsonProperty("offset")
        final long offset;

        @JsonProperty("timeout")
        final long timeout;

        @JsonProperty("allowed_updates")
        final List<String> allowedUpdates;

        Fetch(long offset, long timeout, List<String> allowedUpdates) {
            this.offset = offset;
            this.timeout = timeout;
            this.allowedUpdates = allowedUpdates;
        }

        @Override
        public ArrayList<Fetched> deserializeResponse(String answer) throws TelegramApiRequestException {
            JsonNode updates = result(answer);
            if (!updates.isArray()) {
                throw new TelegramApiRequestException("The answer to getUpdates is no list");
            }
            ArrayList<Fetched> bodies = new ArrayList<>();
            updates.forEach(
                    update -> bodies.add(new Fetched(update.path("update_id").asLong(-1), update.toString())));
            return bodies;
        }

        @Override
        public String getMethod() {
            return "getUpdates";
        }

        @Override
        public void validate() {
            // Nothing a caller could get wrong.
        }
    }

    /** {@code getFile}, of whose answer only the path matters; empty when there is none. https://core.telegram.org/bots/api#getfile */
    static final class Locate extends BotApiMethod<String> {
        @JsonProperty("file_id")
        final String fileId;

        Locate(String fileId) {
            this.fileId = fileId;
        }

        @Override
        public String deserializeResponse(String answer) throws TelegramApiRequestException {
            return result(answer).path("file_path").asText();
        }

        @Override
        public String getMethod() {
            return "getFile";
        }

        @Override
        public void validate() {
            // Telegram checks, and says what is wrong.
        }
    }

    /** {@code getMe}, of whose answer only the bot's name matters. https://core.telegram.org/bots/api#getme */
    static final class Myself extends BotApiMethod<String> {
        @Override
        public String deserializeResponse(String answer) throws TelegramApiRequestException {
            return result(answer).path("username").asText();
        }

        @Override
        public String getMethod() {
            return "getMe";
        }

        @Override
        public void validate() {
            // Nothing a caller could get wrong.
        }
    }

    /**
     * A method with parameters of ours, of whose answer a message's id matters; 0 where it has none. telegrambots keeps ids of
     * messages and topics in an {@code int}, and what does not fit there would be refused.
     */
    static final class Call extends BotApiMethod<Long> {
        private final String method;

        @JsonAnyGetter
        final Map<String, Object> parameters;

        /**
         * A call.
         *
         * @param method as Telegram calls it
         * @param parameters in Telegram's names; values as JSON knows them, or objects of telegrambots
         */
        Call(String method, Map<String, Object> parameters) {
            this.method = method;
            this.parameters = new LinkedHashMap<>(parameters);
        }

        /** The same with another parameter. */
        Call with(String name, Object value) {
            Call call = new Call(method, parameters);
            call.parameters.put(name, value);
            return call;
        }

        @Override
        public Long deserializeResponse(String answer) throws TelegramApiRequestException {
            return result(answer).path("message_id").asLong();
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public void validate() {
            // Telegram checks, and says what is wrong; a validation exception would have no error code.
        }
    }

    private static JsonNode result(String answer) throws TelegramApiRequestException {
        try {
            JsonNode tree = JSON.readTree(answer);
            if (tree.path("ok").asBoolean()) {
                return tree.path("result");
            }
            throw refusal(answer);
        } catch (JsonProcessingException notJson) {
            throw new TelegramApiRequestException("The answer is not JSON");
        }
    }

    private static TelegramApiRequestException refusal(String answer) throws JsonProcessingException {
        ApiResponse<Boolean> refusal = JSON.readValue(answer, new TypeReference<>() {});
        if (refusal == null) {
            return new TelegramApiRequestException("The answer is no object");
        }
        return new TelegramApiRequestException("Telegram refused", refusal);
    }
}
