/**
 * X: direct messages that people send to one account, read from its webhooks and answered through its API, and an invitation to
 * write privately for who mentions the account before everybody. Nothing but words goes out.
 */
@NullMarked
package org.guildhall.channel.x;

import org.jspecify.annotations.NullMarked;
