package org.guildhall.channel.telegram;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.Measure;
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

    /** Under one message; a longer keyboard is refused, and the message with it. */
    private static final int MOST = 100;

    /**
     * Takes the button of {@link #place} away, which nobody needs who has written where it is; changes nothing where there is
     * none. https://core.telegram.org/bots/api#replykeyboardremove
     */
    static final Map<String, Object> NO_PLACE = Map.of("remove_keyboard", true);

    private TelegramButtons() {}

    /** Whether these choices can be buttons, which may have any title but none at all; others stand in the text with numbers. */
    static boolean canShow(List<Choice> choices) {
        return choices.size() <= MOST && ChoiceWords.titlesFit(choices, Integer.MAX_VALUE, Measure.UTF16);
    }

    static InlineKeyboardMarkup of(List<Choice> choices) {
        List<InlineKeyboardRow> rows = IntStream.range(0, choices.size())
                .mapToObj(index -> new InlineKeyboardRow(button(choices, index)))
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

    private static InlineKeyboardButton button(List<Choice> choices, int index) {
        InlineKeyboardButton button =
                new InlineKeyboardButton(choices.get(index).title());
        button.setCallbackData(ChoiceWords.data(choices, index, LONGEST_DATA, Measure.UTF8));
        return button;
    }
}
