package org.klantbrug.cli.generate;

/**
 * Where someone lives.
 *
 * @param addition to the house number, such as "a-hs II"; empty for most
 * @param postcode four digits and two letters without a blank
 * @param area of the landlines there
 */
record Address(
    String street,
    int number,
    String addition,
    String postcode,
    String city,
    String province,
    String area) {}
