/**
 * Questions and answers of the house: written by one, checked by another, published for whom they
 * are meant, found by whoever asks, and hidden after their day.
 */
package org.klantbrug.knowledge;
