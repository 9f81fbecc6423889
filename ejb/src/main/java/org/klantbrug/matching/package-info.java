/**
 * Which customers of two companies are one and the same: Fellegi-Sunter record linkage with an
 * explanation per field, over files and over the database, and the review of the doubtful middle.
 */
package org.klantbrug.matching;
