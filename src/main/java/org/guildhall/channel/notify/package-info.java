/**
 * Text messages through GOV.UK Notify: received texts and delivery receipts read, replies sent through a template that has
 * nothing but our words in it.
 */
@NullMarked
package org.guildhall.channel.notify;

import org.jspecify.annotations.NullMarked;
