/**
 * Viber, for a bot: its calls read, with a welcome in the answer to whoever opens the chat; replies as text in Viber's own
 * markup, with a keyboard for choices, pictures, places and cards.
 */
@NullMarked
package org.guildhall.channel.viber;

import org.jspecify.annotations.NullMarked;
