package org.klantbrug.merger;

/**
 * Who can be asked at one of the two companies.
 *
 * @param id null for a new one
 * @param version as it was read; null takes the place of whatever is there
 * @param ours whether at our company
 * @param about what the person can be asked; may be null, as e-mail and phone
 */
public record MergerContact(
    Long id,
    Integer version,
    boolean ours,
    String name,
    String about,
    String email,
    String phone) {}
