package org.guildhall.channel.telegram;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.message.Choice;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardRow;

/** Choices as an inline keyboard, one button a row, so that long titles stay readable on a phone. */
final class TelegramButtons {

    /** Bytes of UTF-8: https://core.telegram.org/bots/api#inlinekeyboardbutton */
    private static final int LONGEST_DATA = 64;

    private TelegramButtons() {}

    static InlineKeyboardMarkup of(List<Choice> choices) {
        List<InlineKeyboardRow> rows = IntStream.range(0, choices.size())
                .mapToObj(index -> new InlineKeyboardRow(button(choices.get(index), index)))
                .toList();
        return new InlineKeyboardMarkup(rows);
    }

    /** A button below the line for writing, which sends where the person is. */
    static ReplyKeyboardMarkup place() {
        KeyboardButton button = KeyboardButton.builder()
                .text(ChoiceWords.sendPlace())
                .requestLocation(true)
                .build();
        return ReplyKeyboardMarkup.builder()
                .keyboardRow(new KeyboardRow(button))
                .oneTimeKeyboard(true)
                .resizeKeyboard(true)
                .build();
    }

    private static InlineKeyboardButton button(Choice choice, int index) {
        InlineKeyboardButton button = new InlineKeyboardButton(choice.title());
        button.setCallbackData(data(choice.id(), index));
        return button;
    }

    /** The choice's id, or its place as {@code #2} where the id does not fit; the inbox knows the stored offer. */
    private static String data(String id, int index) {
        boolean fits =
                !id.isEmpty() && !id.startsWith("#") && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_DATA;
        return fits ? id : "#" + (index + 1);
    }
}
