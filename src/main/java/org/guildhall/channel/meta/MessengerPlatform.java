package org.guildhall.channel.meta;

import org.guildhall.channel.Measure;

/**
 * One of the messengers on Meta's Messenger Platform (https://developers.facebook.com/docs/messenger-platform): the same
 * events and messages, in different sizes.
 *
 * @param name the channel's name
 * @param title its name as staff know it
 * @param object what stands at the top of its calls
 * @param longest the longest text in one message
 * @param measure what the longest text is counted in
 * @param templates whether it shows button templates everywhere
 */
public record MessengerPlatform(
        String name, String title, String object, int longest, Measure measure, boolean templates) {}
