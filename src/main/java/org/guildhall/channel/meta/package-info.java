/**
 * What Meta's messengers have in common: the calls they sign, the handshake, the errors of the Graph API, and the
 * Messenger Platform that Messenger and Instagram both are. No messenger itself, so the messengers may see it (decision
 * 19), and it sees none of them.
 */
@NullMarked
package org.guildhall.channel.meta;

import org.jspecify.annotations.NullMarked;
