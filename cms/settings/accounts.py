"""Accounts: the one login door, second factors, failed attempts, sessions. `base.py` takes everything from here."""

from datetime import timedelta

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: refuses before a password is looked at
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # reads what an older Django wrote
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 14}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]

# One door
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/compte/login/"
LOGIN_REDIRECT_URL = "account_home"
LOGOUT_REDIRECT_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is what one signs in with: administration changes it
WAGTAILUSERS_PASSWORD_ENABLED = False  # nobody chooses the password of another
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
ACCOUNT_ADAPTER = "cms.members.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cms.members.account_forms.LoginForm",
    "request_login_code": "cms.members.account_forms.RequestCodeForm",
    "confirm_login_code": "cms.members.account_forms.ConfirmCodeForm",
    "change_password": "cms.members.account_forms.ChangePasswordForm",
    "set_password": "cms.members.account_forms.SetPasswordForm",
    "reset_password": "cms.members.account_forms.ResetPasswordForm",
    "reset_password_from_key": "cms.members.account_forms.NewPasswordForm",
    "reauthenticate": "cms.members.account_forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation or a code already went to the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets a mail because a stranger typed his address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 30 * 60  # seconds
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = False  # kept in each process; ours are in the database (axes, cms.core.rate_limit)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = True  # no question asked; `cms.members.sessions` says when a session ends
ACCOUNT_USER_DISPLAY = "cms.members.models.user.display_name"
PASSWORD_RESET_TIMEOUT = 60 * 60

# Second factors
MFA_ADAPTER = "cms.members.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "cms.members.account_forms.AuthenticateForm",
    "reauthenticate": "cms.members.account_forms.ReauthenticateForm",
    "activate_totp": "cms.members.account_forms.ApplicationForm",
    "add_webauthn": "cms.members.account_forms.KeyForm",
    "edit_webauthn": "cms.members.account_forms.KeyNameForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # every account was made for its address by administration
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False  # as above
MFA_TOTP_TOLERANCE = 1  # a phone half a minute late
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False  # « localhost » is a secure origin for browsers; the demonstration allows it

# Failed attempts: passwords, codes and second factors count together.
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_HANDLER = "cms.members.lockout.Handler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # never the account alone: anyone could lock a mayor out
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # `last_login` says enough
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # what the hourly limit of an address counts
AXES_USERNAME_CALLABLE = "cms.members.lockout.identity"
AXES_USERNAME_FORM_FIELD = "login"
AXES_CLIENT_IP_CALLABLE = "cms.members.lockout.address"
AXES_CLIENT_STR_CALLABLE = "cms.members.lockout.discreet"
AXES_LOCKOUT_CALLABLE = "cms.members.lockout.page"
AXES_SENSITIVE_PARAMETERS = ["code", "credential", "csrfmiddlewaretoken", "email", "login", "oldpassword"]

SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds; a session ends then, used or not (`cms.members.sessions`)
