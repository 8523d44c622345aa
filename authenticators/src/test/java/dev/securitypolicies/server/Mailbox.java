package dev.securitypolicies.server;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server on loopback that keeps what the server under test sends. */
public final class Mailbox implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("http://\\S+/login-actions/action-token\\?\\S+");

    private final GreenMail mail;

    public Mailbox() {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
    }

    /** Lets a realm send its e-mails here. */
    public void serve(Realm realm) {
        realm.change(Map.of(
                "resetPasswordAllowed",
                true,
                "smtpServer",
                Map.of(
                        "host", "127.0.0.1",
                        "port", String.valueOf(mail.getSmtp().getPort()),
                        "from", "keycloak@subscriber.example")));
    }

    /** The link in the one e-mail that came since the last call. */
    public String lastLink() {
        try {
            MimeMessage[] received = mail.getReceivedMessages();
            if (received.length != 1) {
                throw new IllegalStateException(received.length + " e-mails");
            }
            String text = text(received[0]);
            mail.purgeEmailFromAllMailboxes();
            Matcher link = LINK.matcher(text);
            if (!link.find()) {
                throw new IllegalStateException("no link in: " + text);
            }
            return link.group();
        } catch (MessagingException | IOException | FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) throws MessagingException, IOException {
        return message.getContent() instanceof Multipart parts
                ? String.valueOf(parts.getBodyPart(0).getContent())
                : String.valueOf(message.getContent());
    }

    @Override
    public void close() {
        mail.stop();
    }
}
