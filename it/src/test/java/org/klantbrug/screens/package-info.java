/** The screens in a real browser: can everybody use them, in both languages, on every width? */
package org.klantbrug.screens;
