/** Certificates and what becomes of them. */
package domain.certificate;
