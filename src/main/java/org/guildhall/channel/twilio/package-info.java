/**
 * Text messages and WhatsApp through Twilio: two numbers of ours, two accounts of one channel, the same calls both ways.
 */
@NullMarked
package org.guildhall.channel.twilio;

import org.jspecify.annotations.NullMarked;
