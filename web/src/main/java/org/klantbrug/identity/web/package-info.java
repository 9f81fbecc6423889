/** The entrance: who comes in, what they may open; and the screens for people and their access. */
package org.klantbrug.identity.web;
