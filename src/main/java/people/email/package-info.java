/** E-mail by SMTP. */
package people.email;
