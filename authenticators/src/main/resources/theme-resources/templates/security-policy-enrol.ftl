<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=true; section>
    <#if section = "header">
        ${msg("securityPolicies.enrol.title")}
    <#elseif section = "form">
        <div id="security-policy-enrol">
            <div class="${properties.kcFormGroupClass!}">
            <p id="security-policy-enrol-why">${msg("securityPolicies.enrol.why")}</p>
            <#if deadline??>
                <p id="security-policy-enrol-deadline">${msg("securityPolicies.enrol.deadline", deadline)}</p>
            </#if>
            <#if !allowedHere>
                <p id="security-policy-enrol-elsewhere">${msg("securityPolicies.refused.mfa-enrol-from", address)}</p>
            <#elseif !offersTotp && !offersPasskey>
                <p id="security-policy-enrol-none">${msg("securityPolicies.enrol.none")}</p>
            </#if>
            </div>
            <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" aria-describedby="security-policy-enrol-why">
                <#if offersTotp>
                    <div class="${properties.kcFormGroupClass!}">
                        <button class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                                type="submit" name="choice" value="totp" id="security-policy-enrol-totp" aria-describedby="security-policy-enrol-totp-help">${msg("securityPolicies.enrol.totp")}</button>
                        <p id="security-policy-enrol-totp-help">${msg("securityPolicies.enrol.totpHelp")}</p>
                    </div>
                </#if>
                <#if offersPasskey>
                    <div class="${properties.kcFormGroupClass!}">
                        <button class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                                type="submit" name="choice" value="passkey" id="security-policy-enrol-passkey" aria-describedby="security-policy-enrol-passkey-help">${msg("securityPolicies.enrol.passkey")}</button>
                        <p id="security-policy-enrol-passkey-help">${msg("securityPolicies.enrol.passkeyHelp")}</p>
                    </div>
                </#if>
                <#if deadline??>
                    <div class="${properties.kcFormGroupClass!}">
                        <button class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                                type="submit" name="choice" value="later" id="security-policy-enrol-later">${msg("securityPolicies.enrol.later")}</button>
                    </div>
                </#if>
                <div class="${properties.kcFormGroupClass!}">
                    <button class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                            type="submit" name="choice" value="sign-out" id="security-policy-enrol-sign-out">${msg("securityPolicies.enrol.signOut")}</button>
                </div>
            </form>
        </div>
    </#if>
</@layout.registrationLayout>
