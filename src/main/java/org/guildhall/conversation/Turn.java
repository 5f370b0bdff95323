package org.guildhall.conversation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One citizen message to be dealt with, and what is known when it is.
 *
 * @param floor whose turn it was when the message was taken up
 * @param memory what the assistant remembered
 * @param message the citizen's message
 * @param before the conversation up to it, oldest first, at most ten messages
 * @param reference what the citizen may quote, or null before the first handover
 * @param place the place in the queue, from 1, or null when not queued
 */
public record Turn(
        UUID conversation,
        Floor floor,
        Memory memory,
        Message message,
        List<Message> before,
        @Nullable String reference,
        @Nullable Integer place) {}
