/**
 * Slack over its Events API and its Web API: messages, mentions, commands and taps read, replies in Slack's markup with
 * buttons under them.
 */
@NullMarked
package org.guildhall.channel.slack;

import org.jspecify.annotations.NullMarked;
