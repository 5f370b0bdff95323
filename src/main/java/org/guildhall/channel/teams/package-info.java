/**
 * Microsoft Teams over the Bot Framework: activities read whose token was checked, replies in Teams' few tags of HTML with a card
 * of buttons, and never to a service that no checked token named.
 */
@NullMarked
package org.guildhall.channel.teams;

import org.jspecify.annotations.NullMarked;
