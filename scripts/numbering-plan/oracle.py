"""What libphonenumber's Python port says about digits as they stand."""

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneNumber, PhoneNumberType, ValidationResult, re_util

from automaton import NON_GEOGRAPHIC, UNKNOWN

re_util.enable_pattern_cache()


def calling_code(digits):
    """The known calling code that the digits begin with, or None."""
    for length in (1, 2, 3):
        code = digits[:length]
        # No code begins with 0; int() would not see that "01" is not "1".
        if len(code) == length and code[0] != "0" and int(code) in COUNTRY_CODE_TO_REGION_CODE:
            return int(code)
    return None


def number(code, national):
    """The number itself: nothing is parsed, no prefix is stripped, leading zeros count."""
    zeros = len(national) - len(national.lstrip("0"))
    zeros = min(zeros, len(national) - 1)  # of 000, the last is the number's own
    return PhoneNumber(country_code=code, national_number=int(national), italian_leading_zero=zeros > 0 or None,
                       number_of_leading_zeros=zeros or None)


def answer(digits):
    """(possible, valid, country or None, type as a label's number)"""
    code = calling_code(digits)
    if code is None:
        return False, False, None, UNKNOWN
    main = COUNTRY_CODE_TO_REGION_CODE[code][0]
    national = digits[len(str(code)):]
    if not national:  # the library has no number without a national part
        return False, False, None if main == NON_GEOGRAPHIC else main, UNKNOWN
    it = number(code, national)
    possible = phonenumbers.is_possible_number_with_reason(it) == ValidationResult.IS_POSSIBLE
    country = phonenumbers.region_code_for_number(it) or main
    kind = phonenumbers.number_type(it)
    return (possible, phonenumbers.is_valid_number(it), None if country == NON_GEOGRAPHIC else country,
            UNKNOWN if kind == PhoneNumberType.UNKNOWN else kind)


def line(digits):
    """One line of a vector file: digits, country, possible and valid, type."""
    possible, valid, country, kind = answer(digits)
    return f"{digits} {country or '--'} {'p' if possible else '-'}{'v' if valid else '-'} {kind}"
